/** Verification of JWTs that platforms issue to their workloads. */
package org.lumoauth.agents.workload.token;
