/** The administration of rules, and of stand-ins. */
package org.lumoauth.agents.approvals.rest;
