/** What platforms issue to their workloads as JWTs. */
package org.lumoauth.agents.workload.token;
