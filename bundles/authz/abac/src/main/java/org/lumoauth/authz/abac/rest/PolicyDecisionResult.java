package org.lumoauth.authz.abac.rest;

import java.util.List;
import org.lumoauth.authz.abac.policy.CompiledPolicy;

/**
 * What a question comes to.
 *
 * @param allowed whether policies allow it and nothing else denies it
 * @param reason why, a sentence
 * @param matched the policies that apply, in the order in which they are asked
 */
record PolicyDecisionResult(boolean allowed, String reason, List<CompiledPolicy> matched) {}
