import { Module } from "@nestjs/common";
import { ArchiveService } from "./archive.service.js";

@Module({ providers: [ArchiveService], exports: [ArchiveService] })
export class ArchiveModule {}
