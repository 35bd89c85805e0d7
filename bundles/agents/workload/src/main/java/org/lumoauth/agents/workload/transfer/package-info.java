/** Trust rules as part of a tenant's document. */
package org.lumoauth.agents.workload.transfer;
