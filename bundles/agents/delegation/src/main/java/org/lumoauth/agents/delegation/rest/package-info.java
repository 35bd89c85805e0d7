/** The API of delegations and chains. */
package org.lumoauth.agents.delegation.rest;
