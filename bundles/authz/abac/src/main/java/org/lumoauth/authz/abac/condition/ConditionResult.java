package org.lumoauth.authz.abac.condition;

import org.lumoauth.api.authz.DecisionReason;

/**
 * What a condition came to, and why.
 *
 * @param truth whether it holds
 * @param reason names the conditions that decided; never the values of attributes
 */
public record ConditionResult(TriState truth, DecisionReason reason) {}
