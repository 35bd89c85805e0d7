/** The API of delegations and token chains. */
package org.lumoauth.agents.delegation.rest;
