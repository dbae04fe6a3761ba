export { evaluateMatrix, falseAlarmsOf, missesOf } from './matrix.ts';
export { rulesSection } from './section.ts';
export { evaluateSteadiness, steadyTeams } from './steadiness.ts';
export { CATALOGUE } from '../../analyzers/catalogue.ts';
