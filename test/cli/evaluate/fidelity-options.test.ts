import { describe, expect, it } from '@jest/globals';
import { fidelityOptions } from '../../../src/cli/evaluate/fidelity-options.js';

describe('--fidelity', () => {
  it('explains a hundred users unless another number is asked for', () => {
    expect(fidelityOptions({ fidelity: true, fidelityUsers: undefined }, 'blend')).toEqual({ users: 100 });
    expect(fidelityOptions({ fidelity: true, fidelityUsers: 7 }, 'gcn')).toEqual({ users: 7 });
    expect(fidelityOptions({ fidelity: undefined, fidelityUsers: undefined }, 'als')).toBeUndefined();
  });

  it('is refused for a model that influence has no rule for, before it is trained', () => {
    for (const model of ['als', 'ease', 'item-knn', 'popularity'] as const) {
      const options = () => fidelityOptions({ fidelity: true, fidelityUsers: undefined }, model);
      expect(options).toThrow(`not ${model}`);
    }
  });
});
