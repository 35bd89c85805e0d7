/** Jobs of GitHub Actions, known by repository, branch, environment and workflow. */
package org.lumoauth.agents.workloadgithub;
