/**
 * Workload identity federation: agents get tokens based on the identity that their platform
 * attests, without a secret of their own. Contains the trust rules of agents and blueprints, the
 * attestation endpoint, and the common parts of platforms that issue JWTs.
 */
@NullMarked
package org.lumoauth.agents.workload;

import org.jspecify.annotations.NullMarked;
