/** The risk of a request for access, assessed by the tenant's rules. */
package org.lumoauth.agents.jit.risk;
