/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import org.junit.jupiter.api.function.Executable;

/** A flow that starts with one request and is completed by a later one. */
@FunctionalInterface
public interface InterruptedFlow {

  /** Does the first half: what this gives is to be done, and to hold, later. */
  Executable begin() throws Exception;
}
