/** Pods of Kubernetes clusters, known by namespace and service account. */
package org.lumoauth.agents.workloadkubernetes;
