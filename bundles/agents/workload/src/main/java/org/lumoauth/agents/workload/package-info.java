/**
 * Workload identity federation: agents get tokens for what the platform that they run on says of
 * them, without a secret of their own. Trust rules of agents and blueprints, the endpoint that
 * takes attestations, and what platforms that issue JWTs have in common.
 */
package org.lumoauth.agents.workload;
