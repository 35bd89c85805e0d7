/** The pages on which people let agents act for them. */
package org.lumoauth.agents.delegation.page;
