/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.List;
import org.lumoauth.authz.abac.policy.CompiledPolicy;

/**
 * The result of a check.
 *
 * @param allowed whether policies allow the action and no other model denies it
 * @param reason the reason, as a sentence
 * @param matched the policies that apply, in the order of evaluation
 */
record PolicyDecisionResult(boolean allowed, String reason, List<CompiledPolicy> matched) {}
