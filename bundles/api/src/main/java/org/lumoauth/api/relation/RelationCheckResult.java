package org.lumoauth.api.relation;

import java.util.Optional;
import org.lumoauth.api.authz.DecisionReason;

/**
 * Whether a subject has a relation to an object.
 *
 * @param allowed whether it has
 * @param modelId by which model
 * @param token what the answer rests on: a question with it is answered from data that is no older
 * @param explanation the path of tuples and rules; there if it was asked for
 */
public record RelationCheckResult(
    boolean allowed, String modelId, String token, Optional<DecisionReason> explanation) {}
