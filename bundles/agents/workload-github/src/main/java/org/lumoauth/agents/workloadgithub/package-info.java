/** Workload identities of GitHub Actions jobs, by repository, branch, environment and workflow. */
package org.lumoauth.agents.workloadgithub;
