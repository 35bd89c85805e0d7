/** The pages on which users let agents act for them. */
package org.lumoauth.agents.delegation.page;
