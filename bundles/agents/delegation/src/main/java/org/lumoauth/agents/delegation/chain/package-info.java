/** Who acted for whom: the tokens that were made by exchange, and from what. */
package org.lumoauth.agents.delegation.chain;
