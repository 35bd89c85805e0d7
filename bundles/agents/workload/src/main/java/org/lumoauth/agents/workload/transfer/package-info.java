/** Export and import of trust rules as part of a tenant's document. */
package org.lumoauth.agents.workload.transfer;
