/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: an authorization model, such as roles or relations. Registered with {@code
 * lumoauth.kind=authorization-model} and {@code lumoauth.name}. Called for every decision on many
 * threads, so it answers from memory where possible. A model evaluates one subject at a time: the
 * service calls it for the originating subject and for each actor, with empty {@link
 * DecisionRequest#actors}.
 *
 * <p>If the module of a model is installed but unavailable, decisions that the model could change
 * fail. By default these are all decisions. With service properties, a model declares the questions
 * it never affects: it is not called for those, and its absence does not affect them.
 */
public interface AuthorizationModel {

  /**
   * Service property, a {@code Boolean}: {@code true} if the model permits or abstains, but never
   * denies. Then permissions from other models remain valid while it is unavailable.
   */
  String NEVER_DENIES = "lumoauth.authz.never-denies";

  /**
   * Service property, strings: the subject types for which the model may vote. If absent, all
   * types.
   */
  String SUBJECTS = "lumoauth.authz.subjects";

  /**
   * Service property, a string: the member of a question's context that the model requires to vote.
   */
  String CONTEXT = "lumoauth.authz.context";

  /**
   * Votes on a question. An exception, or a vote that exceeds the service's time limit, counts as
   * {@link AuthorizationVote.VoteOutcome#FAILED}. A {@code module_unavailable} error means that the
   * model cannot vote while another module is absent; then no decision is made.
   */
  AuthorizationVote vote(TenantContext tenant, DecisionRequest question);
}
