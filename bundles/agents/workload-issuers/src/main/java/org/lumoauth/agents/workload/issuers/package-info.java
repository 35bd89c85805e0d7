/**
 * Workload identities by the JWTs of a platform: any OpenID Connect issuer, Kubernetes, GitHub
 * Actions, Google Cloud and Azure. Each provider is a preset of the common provider: the claims
 * that a rule compares, the members that a rule requires, and the tokens that it never accepts.
 */
@NullMarked
package org.lumoauth.agents.workload.issuers;

import org.jspecify.annotations.NullMarked;
