// Taking the curves away: as a table, as a picture, or with everything else as a report.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileText, IconPhoto, IconTable } from '@tabler/icons-react';
import { useComparing } from '../../../store/store';
import { saveCurvesCsv, saveCurvesPng, saveCurvesSvg, saveReport } from './exports';

export function ExportMenu() {
  const any = useComparing((s) => (s.together?.panes ?? []).some(({ runs }) => runs.length > 0));
  return (
    <Menu position="top-end" width={230}>
      <Tooltip label="Export curves or a report">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label="Export" disabled={!any}>
            <IconDownload size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileText size={15} aria-hidden />} onClick={() => void saveReport()}>
          Report as one HTML page
        </Menu.Item>
        <Menu.Item leftSection={<IconTable size={15} aria-hidden />} onClick={() => void saveCurvesCsv()}>
          Curves as CSV
        </Menu.Item>
        <Menu.Item leftSection={<IconPhoto size={15} aria-hidden />} onClick={() => void saveCurvesSvg()}>
          Curves as SVG
        </Menu.Item>
        <Menu.Item leftSection={<IconPhoto size={15} aria-hidden />} onClick={() => void saveCurvesPng()}>
          Curves as PNG
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
