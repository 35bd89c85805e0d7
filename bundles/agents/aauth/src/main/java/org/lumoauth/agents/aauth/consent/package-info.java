/** Users' consent to agents' access requests. */
package org.lumoauth.agents.aauth.consent;
