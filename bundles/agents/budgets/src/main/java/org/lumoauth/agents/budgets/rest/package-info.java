/** Budgets over HTTP. */
package org.lumoauth.agents.budgets.rest;
