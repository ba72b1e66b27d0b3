// Whether the panel of augmentation is open; apart from it, so that the action which opens it loads none of it.
import { create } from 'zustand';

export const useAugmentPanel = create<{ readonly open: boolean }>()(() => ({ open: false }));
