// The rows of the bench's tables; BENCH_NETWORKS="LeNet-5,ResNet-20" leaves the others out.

const all = ['LeNet-5', 'mini Inception', 'VGG-style', 'ResNet-20', 'convolutional autoencoder'];
const sizes = { 'VGG-style': '32×32', 'ResNet-20': '32×32' };

const asked = process.env.BENCH_NETWORKS?.split(',').map((name) => name.trim());
const unknown = asked?.find((name) => !all.includes(name));
if (unknown !== undefined)
  throw new Error(`There is no network “${unknown}”: choose from ${all.join(', ')}.`);

export const networkNames = asked ?? all;

export const titleOf = (network) => `${network}, ${sizes[network] ?? '28×28'}`;
