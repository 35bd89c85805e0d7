package org.lumoauth.api.authz;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a model of authorization, as roles or relations. Registered with {@code
 * lumoauth.kind=authorization-model} and {@code lumoauth.name}. Asked on every decision from many
 * threads, so it answers from memory where it can. A model judges one subject at a time: the
 * service asks it about the originating subject and about each actor, with {@link
 * DecisionRequest#actors} empty.
 *
 * <p>While a model is away whose module is installed, nothing is decided that it might have
 * changed: without a word from it that is everything. A model says by service properties what it
 * never has to do with: its absence is an absence for its own questions alone, and it is not asked
 * any other.
 */
public interface AuthorizationModel {

  /**
   * Service property, a {@code Boolean}: {@code true} of a model that permits or is silent, and
   * never denies. Then what others permit stands while it is away.
   */
  String NEVER_DENIES = "lumoauth.authz.never-denies";

  /**
   * Service property, texts: the types of subjects of which the model may have something to say. Of
   * all, where it is missing.
   */
  String SUBJECTS = "lumoauth.authz.subjects";

  /**
   * Service property, a text: the member of a question's context without which the model has
   * nothing to say.
   */
  String CONTEXT = "lumoauth.authz.context";

  /**
   * Votes on one question. What it throws counts as {@link AuthorizationVote.Outcome#FAILED}, as
   * does an answer that takes longer than the service waits; only a {@code module_unavailable} says
   * that it cannot vote while another module is absent, and then nothing is decided.
   */
  AuthorizationVote vote(TenantContext tenant, DecisionRequest question);
}
