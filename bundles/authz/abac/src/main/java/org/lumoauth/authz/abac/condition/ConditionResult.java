/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import org.lumoauth.api.authz.DecisionReason;

/**
 * The result of a condition.
 *
 * @param truth whether the condition is met
 * @param reason the deciding conditions, without the values of attributes
 */
public record ConditionResult(TriState truth, DecisionReason reason) {}
