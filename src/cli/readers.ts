/** The forms of golden case that `spikeboard reference` knows. */
import type { Catalogue } from "../kind/index.ts";
import { brian2Cases } from "./brian2Case.ts";
import { discreteCases } from "./discreteCase.ts";
import { learningCases } from "./learningCase.ts";
import { lectureCases } from "./lectureCase.ts";
import { nestCases } from "./nestCase.ts";
import { plasticityCases } from "./plasticityCase.ts";
import { rateCases } from "./rateCase.ts";
import { rateTableCases } from "./rateTableCase.ts";
import type { CaseReader } from "./reference.ts";
import { shortTermCases } from "./shortTermCase.ts";
import { sourceCases } from "./sourceCase.ts";
import { statisticsCases } from "./statisticsCase.ts";

export const readers = (catalogue: Catalogue): readonly CaseReader[] => [
  nestCases(catalogue),
  brian2Cases,
  rateCases(catalogue),
  plasticityCases(catalogue),
  shortTermCases(catalogue),
  lectureCases(catalogue),
  rateTableCases(catalogue),
  discreteCases,
  learningCases,
  sourceCases(catalogue),
  statisticsCases(catalogue),
];
