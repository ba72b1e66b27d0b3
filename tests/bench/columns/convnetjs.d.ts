// What the bench uses of ConvNetJS 0.3, which comes without types.
declare module 'convnetjs' {
  export class Vol {
    constructor(width: number, height: number, depth: number, fill: number);
    readonly w: Float64Array;
  }
  export class Net {
    makeLayers(definitions: readonly object[]): void;
    getParamsAndGrads(): readonly { readonly params: Float64Array }[];
  }
  export class Trainer {
    constructor(net: Net, options: object);
    train(image: Vol, label: number): { readonly loss: number };
  }
}
