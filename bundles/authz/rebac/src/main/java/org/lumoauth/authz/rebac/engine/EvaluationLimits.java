/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.time.Duration;

/**
 * The limits of a query.
 *
 * @param depth the maximum number of steps from relation to relation
 * @param work the maximum number of evaluated nodes and tuples
 * @param time the time limit
 */
public record EvaluationLimits(int depth, int work, Duration time) {}
