#!/usr/bin/env node
import { loadChunk } from './load.js';

loadChunk('service.cjs');
