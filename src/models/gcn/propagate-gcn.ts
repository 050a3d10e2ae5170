import type { RunContext } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import { wholeGraph } from '../../dataset/whole-graph.js';
import { startEngine } from '../../engine/start-engine.js';
import type { Component } from '../../snapshot/contents.js';
import type { TrainedModel } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';
import { dotComponent } from './dot-component.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { panelsThatFit } from './panels-that-fit.js';
import type { EngineChoice } from './train-gcn.js';

/** The learned table X0 propagated over another graph of the same users and items. */
export async function propagateGcn(
  trained: TrainedModel,
  dataset: Dataset,
  hyperparameters: GcnHyperparameters,
  { engine: engineName = 'auto', ...engineOptions }: EngineChoice,
  run: RunContext,
): Promise<TrainedModel> {
  const engine = await startEngine(engineName, { ...engineOptions, log: run.log });
  const over = async (component: Component): Promise<Component> => {
    if (component.kind === 'popularity') return popularityComponent(dataset.interactions);
    if (component.kind !== 'dot') return component; // of the graph itself, whichever it is
    const panels = panelsThatFit(wholeGraph(dataset), hyperparameters, engine);
    return dotComponent(component.arrays['x0']!.array as Float32Array, dataset, hyperparameters, panels);
  };
  try {
    const components: Component[] = [];
    for (const component of trained.components) components.push(await over(component));
    return { ...trained, components };
  } finally {
    await engine.dispose();
  }
}
