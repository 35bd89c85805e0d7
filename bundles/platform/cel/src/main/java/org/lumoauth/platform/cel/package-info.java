/**
 * The Common Expression Language: what compiles and evaluates the expressions of policies and of
 * relation models. Nothing that an expression says or that a request brings can make an evaluation
 * long: its text, its depth, its rounds and the work that it does are limited.
 */
package org.lumoauth.platform.cel;
