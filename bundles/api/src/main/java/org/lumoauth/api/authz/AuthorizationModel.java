package org.lumoauth.api.authz;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a model of authorization, as roles or relations. Registered with {@code
 * lumoauth.kind=authorization-model} and {@code lumoauth.name}. Asked on every decision from many
 * threads, so it answers from memory where it can. A model judges one subject at a time: the
 * service asks it about the originating subject and about each actor, with {@link Question#actors}
 * empty.
 */
public interface AuthorizationModel {

  /**
   * Votes on one question. What it throws counts as {@link Vote.Outcome#FAILED}, as does an answer
   * that takes longer than the service waits; only a {@code module_unavailable} says that it cannot
   * vote while another module is absent, and then nothing is decided.
   */
  Vote vote(TenantContext tenant, Question question);
}
