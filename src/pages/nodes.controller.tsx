/** The addresses of a node 节点. The link stands in the path, the PIN goes in a body; each method is one sentence. */
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../platform/api/allow.js';
import { field, readPage, readSize } from './display.rules.js';
import { NodePages } from './node-pages.service.js';
import { PageFaults } from './sending.js';

@Controller('n')
@UseFilters(PageFaults)
export class NodesController {
  constructor(private readonly pages: NodePages) {}

  /** GET /n/<link>: the PIN is asked for, or what is to be heard is shown */
  @Get(':link')
  @Public()
  open(
    @Param('link') link: string,
    @Query('size') size: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.open(link, request, reply, readSize(size));
  }

  /** POST /n/<link>: the PIN; a right one opens for twelve hours */
  @Post(':link')
  @Public()
  enter(
    @Param('link') link: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.enter(link, body, request, reply, readSize(field(body, 'size')));
  }

  /** GET /n/<link>/<task>: the form of one voice */
  @Get(':link/:task')
  @Public()
  form(
    @Param('link') link: string,
    @Param('task') task: string,
    @Query('size') size: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.form(link, task, request, reply, readSize(size));
  }

  /** GET /n/<link>/<task>/results?page=1: what became of what the node entered, once its contact point passed it on */
  @Get(':link/:task/results')
  @Public()
  results(
    @Param('link') link: string,
    @Param('task') task: string,
    @Query('page') page: unknown,
    @Query('size') size: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.results(link, task, readPage(page), request, reply, readSize(size));
  }

  /** POST /n/<link>/<task>: one voice; its receipt code is the answer, and stands in no address */
  @Post(':link/:task')
  @Public()
  say(
    @Param('link') link: string,
    @Param('task') task: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.pages.say(link, task, body, request, reply, readSize(field(body, 'size')));
  }
}
