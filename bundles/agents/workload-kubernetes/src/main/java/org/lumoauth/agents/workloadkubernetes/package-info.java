/** Workload identities of Kubernetes pods, by namespace and service account. */
package org.lumoauth.agents.workloadkubernetes;
