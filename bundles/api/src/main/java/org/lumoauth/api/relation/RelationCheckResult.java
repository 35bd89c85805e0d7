/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionReason;

/**
 * The answer whether a subject has a relation to an object.
 *
 * @param allowed whether it has the relation
 * @param modelId the model used
 * @param token the state of the data used: a question with this token is answered from data that is
 *     at least as fresh
 * @param explanation the path of tuples and rules, if requested
 */
public record RelationCheckResult(
    boolean allowed, String modelId, String token, Optional<DecisionReason> explanation) {}
