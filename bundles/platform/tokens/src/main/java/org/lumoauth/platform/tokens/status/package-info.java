/**
 * Checks the principals of every token: tenant, client, subject and every actor are enabled, and
 * each actor may act for the subject. The check uses all client sources and all subject sources,
 * which answer from memory, so it can run on every use of a token.
 */
@NullMarked
package org.lumoauth.platform.tokens.status;

import org.jspecify.annotations.NullMarked;
