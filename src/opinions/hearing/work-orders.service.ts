/** 工单 of the hotline: pasted, read into fields that a person confirms, and known again by its number. */
import { Injectable } from '@nestjs/common';
import { ContactPointsService } from '../../network/index.js';
import type { Actor } from '../../platform/base/actor.js';
import { checkInput, Refusal } from '../../platform/base/refusal.js';
import { scopeOf, UnitOfWork } from '../../platform/database/scope.js';
import { WorkOrderRow } from './hearing.entities.js';
import { PastedOrder } from './hearing.inputs.js';
import { readWorkOrder, type WorkOrder } from './work-order.rules.js';

export interface ReadOrder extends WorkOrder {
  /** the opinions that were typed from an order of this number at this contact point, by id */
  typedAs: string[];
}

@Injectable()
export class WorkOrdersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly points: ContactPointsService,
  ) {}

  /**
   * What a pasted order says; nothing of it is stored. NOT_FOUND for a contact point that the caller does not act for,
   * INVALID_INPUT for nothing, and for more than 20,000 characters.
   */
  async readWorkOrder(actor: Actor, input: unknown): Promise<ReadOrder | Refusal> {
    const given = checkInput(PastedOrder, input);
    if (given instanceof Refusal) return given;
    const { contactPointId, text } = given;
    if (!(await this.points.mayActFor(actor, contactPointId))) return Refusal.notFound('联系点');
    const order = readWorkOrder(text);
    const known =
      order.number === null
        ? []
        : await this.work
            .read(scopeOf(actor))
            .find(WorkOrderRow, { contactPointId, number: order.number }, { id: 'ASC' });
    return { ...order, typedAs: known.map((k) => k.id) };
  }
}
