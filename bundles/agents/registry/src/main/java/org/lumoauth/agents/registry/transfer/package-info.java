/** Export and import of a tenant's agents. */
package org.lumoauth.agents.registry.transfer;
