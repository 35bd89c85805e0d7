/**
 * The one gate: tenant, client, subject and every actor are enabled, and each actor may act for the
 * subject. It asks all client sources and all subject sources, which answer from memory, so it can
 * stand in the way of every token at every use.
 */
package org.lumoauth.platform.tokens.gate;
