/** Token chains: tokens issued by exchange, and their source tokens. */
package org.lumoauth.agents.delegation.chain;
