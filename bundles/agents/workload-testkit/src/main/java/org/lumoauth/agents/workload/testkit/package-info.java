/** What providers of workload identities have in common in their tests. */
package org.lumoauth.agents.workload.testkit;
