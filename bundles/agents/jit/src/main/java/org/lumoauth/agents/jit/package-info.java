/**
 * Permissions of agents for one task and some minutes: what is low or medium in risk at once, the
 * rest once a person approved exactly that.
 */
package org.lumoauth.agents.jit;
