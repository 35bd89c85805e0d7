/* SPDX-License-Identifier: Apache-2.0 */
/** Computes vectors of sentences with a small English language model, on this machine. */
@NullMarked
package org.lumoauth.agents.interpreterembeddings;

import org.jspecify.annotations.NullMarked;
