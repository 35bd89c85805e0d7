/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.time.Duration;

/**
 * A request for a profile attribute.
 *
 * @param attribute the standard claim
 * @param required whether the user must answer to continue
 * @param askAgain how long the question is not repeated after the user skipped it
 */
record ProfileQuestion(String attribute, boolean required, Duration askAgain) {}
