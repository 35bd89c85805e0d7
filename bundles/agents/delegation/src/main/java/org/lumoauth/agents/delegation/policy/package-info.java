/** What the token exchange asks: whether an agent may act for a user, and by which credential. */
package org.lumoauth.agents.delegation.policy;
