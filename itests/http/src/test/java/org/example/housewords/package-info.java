/**
 * A module of an operator's own, which {@code NaturalLanguageQuestionIT} makes an archive of and
 * installs.
 */
package org.example.housewords;
