from roadmap_guard.model.span import Span
from roadmap_guard.ownership.remarks import Remarks, shown

HERE = Span(1, 1, 1, 1)


def test_remarks_are_told_in_their_order_and_what_is_left_out_is_counted():
    remarks = Remarks("CODEOWNERS")
    for number in range(103):
        remarks.remark("codeowners-owner", f"fault {number}", "Mend it.", HERE)

    *told, rest = remarks.all()
    assert [problem.message for problem in told] == [f"fault {number}" for number in range(100)]
    assert rest.message == "3 further remarks on CODEOWNERS are left out"
    assert {problem.refuses for problem in (*told, rest)} == {False}


def test_text_that_cannot_be_printed_is_replaced_and_long_text_is_cut():
    assert shown("a\x1b[31m\udcff") == "a�[31m?"
    assert shown("x" * 100) == "x" * 79 + "…"
